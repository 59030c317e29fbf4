/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A failure that a user can understand: what failed, with what, and if there is one the command that mends it.
///
/// Messages start in lower case, have no final period and never hold a secret.
public abstract sealed class KdnException extends RuntimeException
        permits CancelledException,
                ConfigurationException,
                ConflictException,
                EngineException,
                InputNeededException,
                InvalidInputException,
                NotFoundException,
                OutputException,
                RefusedException,
                StorageException,
                TimedOutException,
                UnavailableException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;

    KdnException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /// The message; never null for this family.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /// What to do about it, as a sentence or a command; printed on a line of its own and left out of JSON.
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
