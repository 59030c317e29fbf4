/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.step.StepLogger;

/// What executes workspaces. All operations may take long, may be interrupted
/// ([dev.kdn.error.CancelledException]) and leave nothing behind when they fail.
///
/// `start` and `stop` are idempotent. Callers serialise operations on one instance; different instances are worked on
/// in parallel, also by other processes.
public interface WorkspaceRuntime {
    RuntimeDescription description();

    /// Makes an instance that is not running.
    ///
    /// @return state `stopped`
    RuntimeInfo create(CreateRequest request, StepLogger steps);

    /// Starts the instance; one that runs already is left alone.
    ///
    /// @throws dev.kdn.error.NotFoundException if there is no such instance
    RuntimeInfo start(String id, StepLogger steps);

    /// Stops the instance so that it can be started again. An instance that is gone counts as stopped.
    ///
    /// @return the state afterwards; `unknown` only if the engine does not tell
    RuntimeInfo stop(String id, StepLogger steps);

    /// Removes the instance and everything made for it; one that is gone already is a success.
    ///
    /// @throws dev.kdn.error.ConflictException if it is running
    void remove(String id, StepLogger steps);

    /// The instance as the engine sees it now.
    ///
    /// @throws dev.kdn.error.NotFoundException if there is no such instance
    RuntimeInfo info(String id);

    /// What this runtime can do beyond the life cycle; the same value at every call.
    RuntimeCapabilities capabilities();
}
