/* SPDX-License-Identifier: Apache-2.0 */
/// Runs external programs: argument lists, time limits, process groups, bounded output.
/// Also the few system calls that the Java library lacks.
@NullMarked
package dev.kdn.process;

import org.jspecify.annotations.NullMarked;
