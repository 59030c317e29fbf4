/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.util.List;

/// Asks a person whether a project may have what its own configuration asks of the host.
@FunctionalInterface
public interface TrustPrompt {
    /// Asks once for all wishes together.
    ///
    /// @param wishes one line each
    Answer ask(List<String> wishes);

    /// What came back.
    enum Answer {
        YES,
        /// The person has seen the wishes and does not want them.
        NO,
        /// There is nobody to ask, and nothing was shown.
        NOBODY_THERE
    }
}
