/* SPDX-License-Identifier: Apache-2.0 */
/// The storage directory: paths, locks, files that change all at once or not at all.
/// Knows nothing of what the files mean; [JsonWriter] is the one place that knows the layout of JSON.
@NullMarked
package dev.kdn.storage;

import org.jspecify.annotations.NullMarked;
