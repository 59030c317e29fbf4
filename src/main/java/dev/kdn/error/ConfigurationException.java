/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.error;

import org.jspecify.annotations.Nullable;

/// A configuration file cannot be read or breaks a rule. Names the file.
public final class ConfigurationException extends KdnException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message, null, null);
    }

    public ConfigurationException(String message, String hint) {
        super(message, hint, null);
    }

    public ConfigurationException(String message, @Nullable String hint, Throwable cause) {
        super(message, hint, cause);
    }
}
