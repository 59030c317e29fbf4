/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.InputNeededException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.error.StorageException;
import dev.kdn.error.UnavailableException;

/// Says before the words of a failure what was to be done.
public final class SecretFailure {
    private SecretFailure() {}

    /// A failure of the same kind with more words before its own.
    public static KdnException of(String what, KdnException failure) {
        String message = what + ": " + failure.getMessage();
        String hint = failure.hint().orElse(null);
        return switch (failure) {
            case ConflictException _ -> new ConflictException(message, hint, failure);
            case InputNeededException _ -> new InputNeededException(message, hint, failure);
            case NotFoundException _ -> new NotFoundException(message, hint, failure);
            case RefusedException _ -> new RefusedException(message, hint, failure);
            case StorageException _ -> new StorageException(message, hint, failure);
            case UnavailableException _ -> new UnavailableException(message, hint, failure);
            case CancelledException cancelled -> cancelled;
            default -> failure;
        };
    }
}
