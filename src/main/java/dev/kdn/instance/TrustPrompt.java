/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.util.List;

/// Asks a person whether a project may have what its own configuration asks of the host.
@FunctionalInterface
public interface TrustPrompt {
    /// Asks once for all wishes together.
    ///
    /// @param wishes one line each
    /// @return the answer; false also when there is nobody to ask
    boolean accepts(List<String> wishes);
}
