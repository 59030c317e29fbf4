/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// How a program ended.
///
/// @param code 128 + n when a signal ended it
/// @param complaint the beginning and the end of what it wrote to its standard error, without blank ends
public record ProgramEnd(int code, String complaint) {
    public boolean succeeded() {
        return code == 0;
    }
}
