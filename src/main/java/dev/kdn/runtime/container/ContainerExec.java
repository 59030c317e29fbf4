/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;

/// An engine's own way to run programs in a container that runs, see [dev.kdn.runtime.ProgramAccess].
public interface ContainerExec {
    int foreground(ProgramRequest request);

    void background(ProgramRequest request);

    ProgramEnd connected(ProgramRequest request, ProgramStreams streams);
}
