/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// A program that runs one class of tests: for tests that must run as somebody else than the build.
final class SuiteRun {
    private SuiteRun() {}

    /// Ends with 0 if tests ran and none failed.
    public static void main(String[] classes) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(classes[0]))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        System.exit(report(summary));
    }

    @SuppressWarnings("SystemOut") // read by whoever started this program
    private static int report(TestExecutionSummary summary) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.printFailuresTo(out, 40);
        out.printf(
                "%d ran, %d failed, %d not for this user%n",
                summary.getTestsStartedCount(),
                summary.getTotalFailureCount(),
                summary.getTestsAbortedCount() + summary.getTestsSkippedCount());
        out.flush();
        return summary.getTestsStartedCount() > 0 && summary.getTotalFailureCount() == 0 ? 0 : 1;
    }
}
