/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.process.Posix;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// Does beside the work of a command that changes something what it is going to need and what takes the JVM long the
/// first time: the handles of system calls (generated code, which no AOT cache holds) and the security providers.
final class HeadStart {
    private HeadStart() {}

    /// Begins; nobody has to wait for the end.
    static void begin() {
        Thread.ofPlatform().daemon().name("head start").start(HeadStart::prepare);
    }

    private static void prepare() {
        try {
            Posix.prepare();
            MessageDigest.getInstance("SHA-256");
            new SecureRandom().nextBytes(new byte[1]);
        } catch (NoSuchAlgorithmException | LinkageError failure) {
            // Whoever needs it fails in the same way, and says so.
        }
    }
}
