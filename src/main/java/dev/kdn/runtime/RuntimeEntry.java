/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A runtime as the registry knows it; nothing is built until asked.
///
/// @param internal reachable by its explicit name only, never listed or proposed
/// @param available cheap test, no call of an engine
/// @param missing what is not there if it is not available
/// @param runtime memoised by the caller
public record RuntimeEntry(
        RuntimeDescription description,
        boolean internal,
        BooleanSupplier available,
        Supplier<Missing> missing,
        Supplier<? extends WorkspaceRuntime> runtime) {
    /// Why a runtime is not available.
    ///
    /// @param what such as `no podman command on PATH`
    /// @param remedy what the user can do, such as `install Podman`
    public record Missing(String what, String remedy) {}
}
