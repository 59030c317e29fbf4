/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of the packaged binary, seen from outside: arguments in, streams, exit code, files and engine objects out.
@NullMarked
package dev.kdn.e2e;

import org.jspecify.annotations.NullMarked;
