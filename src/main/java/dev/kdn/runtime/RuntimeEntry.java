/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A runtime as the registry knows it; nothing is built until asked.
///
/// @param internal reachable by its explicit name only, never listed or proposed
/// @param available cheap test, no call of an engine
/// @param missing what is not there if it is not available, such as `no podman command on PATH`
/// @param runtime memoised by the caller
public record RuntimeEntry(
        RuntimeDescription description,
        boolean internal,
        BooleanSupplier available,
        String missing,
        Supplier<? extends WorkspaceRuntime> runtime) {}
