/* SPDX-License-Identifier: Apache-2.0 */
/// Registered workspaces: records, names, the instances.json store, and the operations on them.
/// [InstanceManager] is the door.
@NullMarked
package dev.kdn.instance;

import org.jspecify.annotations.NullMarked;
