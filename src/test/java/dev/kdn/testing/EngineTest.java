/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test, or a class of tests, that needs a real engine with the images of the test bed. Where the engine does not
/// answer it is skipped with the reason; with `KDN_TEST_ENGINES=required` it fails instead. Two suites of one engine
/// never run at once, see [EngineLock].
@Target({ElementType.TYPE, ElementType.METHOD})
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Tag(EngineTest.TAG)
@ExtendWith({EngineCondition.class, EngineLock.class})
public @interface EngineTest {
    String TAG = "engine";

    /// The engine of [RuntimeUnderTest], for suites that every engine has to pass.
    String RUNTIME = "runtime";

    /// The engine's command, `podman` or `docker`; [#RUNTIME]; `rootless` for the test bed's user with rootless
    /// podman, `rootless-docker` for a docker of that user, `podman-api` for the socket of root's podman,
    /// `remote-docker` for the second docker host, `remote-podman` for root's podman by way of that host,
    /// `registry` for the registries, `bwrap` for sandboxes on this machine.
    String value();
}
