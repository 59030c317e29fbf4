/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

/// An open step: what to say while it runs, and once it is complete.
record Step(String doing, String done) {
    Step {
        doing = TerminalText.oneLine(doing);
        done = TerminalText.oneLine(done);
    }
}
