/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What an instance uses of the machine. What cannot be told is absent, never zero.
///
/// @param cpu percent of one processor: 200 are two of them
/// @param memory in bytes, without what the system would drop from its caches first
/// @param memoryLimit in bytes; absent where there is none, too
/// @param pids number of its processes and threads
/// @param disk bytes read and written since it was started
/// @param network bytes received and sent since it was started
/// @param programs what belongs to programs, by their token, see [ProgramAccess#TOKEN]
public record Usage(
        OptionalDouble cpu,
        OptionalLong memory,
        OptionalLong memoryLimit,
        OptionalLong pids,
        Traffic disk,
        Traffic network,
        Map<String, ProgramUsage> programs) {
    public Usage {
        programs = Map.copyOf(programs);
    }

    /// Bytes since the start.
    ///
    /// @param in read or received
    /// @param out written or sent
    public record Traffic(OptionalLong in, OptionalLong out) {
        public static final Traffic UNKNOWN = new Traffic(OptionalLong.empty(), OptionalLong.empty());
    }

    /// Of an instance of which nothing is known but its programs.
    public static Usage of(Map<String, ProgramUsage> programs) {
        return new Usage(
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Traffic.UNKNOWN,
                Traffic.UNKNOWN,
                programs);
    }
}
