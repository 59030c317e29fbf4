/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import java.net.URI;

/// Knows the web page that a running instance offers.
@FunctionalInterface
public interface DashboardAccess {
    URI url(String id);
}
