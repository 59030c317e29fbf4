/* SPDX-License-Identifier: Apache-2.0 */
/// Results and errors as text tables or JSON documents.
/// The only place that knows how a result looks.
@NullMarked
package dev.kdn.output;

import org.jspecify.annotations.NullMarked;
