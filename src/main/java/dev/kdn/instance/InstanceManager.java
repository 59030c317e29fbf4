/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.step.StepLogger;
import java.net.URI;
import java.util.List;

/// Skeleton of the operations on workspaces.
@SuppressWarnings("DoNotCallSuggester") // until the operations are in place
public final class InstanceManager {
    public Instance add(NewInstance wish, TrustPrompt prompt, StepLogger steps) {
        throw new UnsupportedOperationException();
    }

    public WorkspaceConfiguration effectiveConfiguration(NewInstance wish) {
        throw new UnsupportedOperationException();
    }

    public Instance start(String reference, StepLogger steps) {
        throw new UnsupportedOperationException();
    }

    public Instance stop(String reference, StepLogger steps) {
        throw new UnsupportedOperationException();
    }

    public Instance delete(String reference, boolean force, StepLogger steps) {
        throw new UnsupportedOperationException();
    }

    public int terminal(String reference, List<String> command, boolean tty, StepLogger steps) {
        throw new UnsupportedOperationException();
    }

    public List<Instance> list(StepLogger steps) {
        throw new UnsupportedOperationException();
    }

    public List<Instance> stored() {
        throw new UnsupportedOperationException();
    }

    public Instance get(String reference) {
        throw new UnsupportedOperationException();
    }

    public InstanceDetails details(String reference, StepLogger steps) {
        throw new UnsupportedOperationException();
    }

    public URI dashboardUrl(String reference) {
        throw new UnsupportedOperationException();
    }

    public List<Instance> reconcile() {
        throw new UnsupportedOperationException();
    }
}
