/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.secret;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where `secret create` can get values from besides its words.
///
/// @param hidden asks the user with these words, who sees nothing of the answer; empty if there is nobody to ask
/// @param input reads standard input to its end
/// @param command runs a line of sh and gives what it prints
public record SecretWorld(
        Function<String, Optional<String>> hidden, Supplier<String> input, Function<String, String> command) {}
