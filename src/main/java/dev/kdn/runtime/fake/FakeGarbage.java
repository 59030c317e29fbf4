/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.fake;

import dev.kdn.runtime.EngineObject;
import dev.kdn.runtime.GarbageCollection;
import java.util.List;

/// Finds and removes fake instances.
final class FakeGarbage implements GarbageCollection {
    private final FakeFile file;

    FakeGarbage(FakeFile file) {
        this.file = file;
    }

    @Override
    public List<EngineObject> objects() {
        return file.read().byId().values().stream()
                .filter(instance -> !instance.workspace().isEmpty())
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
        boolean ignored = file.update(instances -> instances.byId().remove(object.id()) != null);
    }
}
