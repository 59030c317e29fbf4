/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Builds a value when it is first asked for, and keeps it. For one thread.
final class Memoised<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T value;

    Memoised(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }

    boolean isBuilt() {
        return value != null;
    }
}
