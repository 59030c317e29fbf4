/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;

/// Where a command shows its result, speaks to people, and reports failures.
public record Console(StandardOutput out, StandardError err, ErrorHandler errors) {}
