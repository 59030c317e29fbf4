/* SPDX-License-Identifier: Apache-2.0 */
/// What a project asks of its workspace: the records, their validation and their file.
/// Says nothing about how a runtime fulfils it.
@NullMarked
package dev.kdn.config;

import org.jspecify.annotations.NullMarked;
