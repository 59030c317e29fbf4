/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

/// An image that is there.
///
/// @param tag by which workspaces name it
/// @param id the engine's
/// @param hash the identity of what it was made from
/// @param builtNow whether it was not there before, or was wanted anew
public record BuiltImage(String tag, String id, String hash, boolean builtNow) {}
