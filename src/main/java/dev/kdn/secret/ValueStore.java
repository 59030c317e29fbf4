/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import java.util.Optional;

/// Where the values of secrets are.
public interface ValueStore {
    /// Makes it ready, asking the user for what is needed. To be called while no lock is held; the other operations do
    /// so themselves if it was not.
    ///
    /// @throws dev.kdn.error.UnavailableException if there is no such store on this machine
    /// @throws dev.kdn.error.RefusedException if it stays locked
    void open();

    /// As [#open], also for what only storing needs.
    default void openToPut() {
        open();
    }

    /// The value of the secret, if it is there.
    Optional<String> find(String name);

    /// Stores the value, in the place of one that may be there.
    void put(String name, String value);

    /// Removes the value; that it is not there is a success.
    void delete(String name);

    /// Whether there is a value of that name that the reference stored, which kdn reads and never deletes.
    default boolean hasOfReference(String name) {
        return false;
    }

    /// The kinds of stores.
    enum Kind {
        /// The system's keychain.
        KEYCHAIN("keychain"),
        /// An encrypted file in the storage.
        FILE("file");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As the user writes it.
        public String word() {
            return word;
        }

        /// The kind that the user wrote.
        public static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
