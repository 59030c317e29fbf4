/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.GarbageCollection;
import java.util.List;

/// Finds and removes what workspaces on this machine are made of.
record LocalGarbage(LocalInstances instances) implements GarbageCollection {
    @Override
    public List<EngineObject> objects() {
        return instances.all().stream()
                .map(instance -> new EngineObject(
                        EngineObject.Kind.CONTAINER, instance.id(), instance.name(), instance.workspace()))
                .toList();
    }

    @Override
    public List<EngineObject> objectsOf(String workspaceId) {
        return objects().stream()
                .filter(object -> object.workspaceId().equals(workspaceId))
                .toList();
    }

    @Override
    public void remove(EngineObject object) {
        boolean _ = RunningPrograms.end(object.id());
        instances.deleteUnlessCancelled(object.id());
    }
}
