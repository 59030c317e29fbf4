/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

/// How a session ended.
public enum Ending {
    /// What ran there has ended, or the connection was closed from there.
    ENDED,

    /// The user has pressed the detach keys; what ran there goes on.
    DETACHED,

    /// Nobody reads what it writes any more, as in `| head`; to a shell that is 128 + 13.
    UNREAD
}
