/* SPDX-License-Identifier: Apache-2.0 */
/// Secrets: what is known of them, in secrets.json, and where their values are; the services that they are for.
@NullMarked
package dev.kdn.secret;

import org.jspecify.annotations.NullMarked;
