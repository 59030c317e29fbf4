/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.runtime.EngineStatus.Endpoint;

/// Tells which engine a runtime works with, for runtimes that can work with several. No engine is asked.
public interface EnginePlace {
    /// The engine that the user's settings name now.
    ///
    /// @throws dev.kdn.error.ConfigurationException if what they say cannot be used
    Endpoint endpoint();

    /// How the user has kdn work with another engine, as the hint of an error.
    ///
    /// @param other an engine that [#endpoint()] named earlier
    String wayTo(Endpoint other);
}
