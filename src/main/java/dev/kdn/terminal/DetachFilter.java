/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Looks for the detach keys in what the user types, as docker does: the beginning of the sequence is held back,
/// across reads; when another key follows, both are passed on and the search begins anew with the key after.
final class DetachFilter {
    private final byte[] keys;
    private int matched;

    DetachFilter(DetachKeys detachKeys) {
        keys = new byte[detachKeys.codes().size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = detachKeys.codes().get(i).byteValue();
        }
    }

    /// What of the bytes is to be passed on; what follows the sequence is dropped.
    byte[] pass(byte[] typed) {
        if (keys.length == 0) {
            return typed;
        }
        ByteArrayOutputStream passed = new ByteArrayOutputStream(typed.length + matched);
        for (int i = 0; i < typed.length && !isDetached(); i++) {
            if (typed[i] == keys[matched]) {
                matched++;
            } else {
                passed.write(keys, 0, matched);
                passed.write(typed[i]);
                matched = 0;
            }
        }
        return passed.toByteArray();
    }

    /// Whether the whole sequence has been typed.
    boolean isDetached() {
        return keys.length > 0 && matched == keys.length;
    }

    /// What is held back, to be passed on when the input ends.
    byte[] rest() {
        byte[] rest = isDetached() ? new byte[0] : Arrays.copyOf(keys, matched);
        matched = isDetached() ? matched : 0;
        return rest;
    }
}
