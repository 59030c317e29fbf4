/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// A runtime and how its engine is.
public record CheckedRuntime(RuntimeDescription description, EngineStatus status) {
    /// Whether workspaces run on this machine, as far as is known.
    public boolean isLocal() {
        return status.endpoint().map(EngineStatus.Endpoint::local).orElse(description.local());
    }
}
