/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// A test, or a class of tests, that takes longer than a developer likes to wait. `KDN_TEST_SLOW=1` switches it on.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("slow")
@EnabledIfEnvironmentVariable(named = "KDN_TEST_SLOW", matches = "1", disabledReason = "slow test: set KDN_TEST_SLOW=1")
public @interface SlowTest {}
