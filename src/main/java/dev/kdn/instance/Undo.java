/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

/// Takes back what was done before something failed.
final class Undo {
    private Undo() {}

    /// Runs `undo`; when that fails too, `failure` tells of it as well. An interrupt is forgotten, since it would end
    /// every program that has to run now; it has done its work when something fails.
    static void after(Throwable failure, Runnable undo) {
        boolean _ = Thread.interrupted();
        try {
            undo.run();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
