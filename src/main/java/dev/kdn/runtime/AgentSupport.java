/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.util.List;

/// Tells which agents a runtime can run; creates nothing.
@FunctionalInterface
public interface AgentSupport {
    /// Sorted names.
    List<String> agents();
}
