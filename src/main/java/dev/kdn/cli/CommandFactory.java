/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

/// Builds commands by their key, see [CommandEntry].
@FunctionalInterface
public interface CommandFactory {
    CliCommand create(String key);
}
