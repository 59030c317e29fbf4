/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.secret;

import java.util.Optional;
import java.util.function.Function;

/// Where `secret create` can get values from besides its words.
///
/// @param hidden asks the user with these words, who sees nothing of the answer; empty if there is nobody to ask
/// @param command runs a line of sh and gives what it prints
public record SecretWorld(Function<String, Optional<String>> hidden, Function<String, String> command) {}
