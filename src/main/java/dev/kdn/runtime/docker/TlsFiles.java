/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.nio.file.Path;
import java.util.Optional;

/// How to speak TLS with an engine; files in PEM format.
///
/// @param authority whom to believe; without it those whom Java believes
/// @param certificate to show to the engine; there if and only if `key` is
/// @param verify whether to check who the engine is
record TlsFiles(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key, boolean verify) {
    TlsFiles {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate and its key come together");
        }
    }
}
