/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

/// Runs several commands in one process, for the build to record what they load; see
/// `docs/contributing/releasing.md`. Nobody else calls it. It is shipped, since the JVM uses the recording only
/// with the class path of the recording.
final class Training {
    private Training() {}

    /// Runs the commands.
    ///
    /// @param lines one command each, its words separated by a blank
    static void main(String[] lines) {
        HeadStart.ofChanges();
        for (String line : lines) {
            int code = Main.run(Main.thisProcess(), line.split(" "));
            if (code != 0) {
                throw new IllegalStateException("kdn " + line + " ended with " + code);
            }
        }
        System.exit(0);
    }
}
