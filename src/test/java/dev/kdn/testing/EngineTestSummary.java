/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Says at the end of a suite of which engine tests were skipped how many ran, and how many did not and why.
public final class EngineTestSummary implements TestExecutionListener {
    private final AtomicInteger ran = new AtomicInteger();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private @Nullable TestPlan plan;

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
        ran.set(0);
        skipped.clear();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && isEngineTest(test)) {
            ran.incrementAndGet();
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        if (isEngineTest(test)) {
            skipped.merge(reason, testsIn(test), Integer::sum);
        }
    }

    @Override
    @SuppressWarnings("SystemOut") // the build's log is the place for it
    public void testPlanExecutionFinished(TestPlan testPlan) {
        int count = skipped.values().stream().mapToInt(Integer::intValue).sum();
        if (count == 0) {
            return;
        }
        StringBuilder text = new StringBuilder("Engine tests: " + ran + " ran, " + count + " skipped");
        skipped.forEach((reason, number) ->
                text.append("\n  ").append(number).append(": ").append(reason));
        System.out.println(text);
    }

    private int testsIn(TestIdentifier skippedTest) {
        if (skippedTest.isTest() || plan == null) {
            return 1;
        }
        long tests = plan.getDescendants(skippedTest).stream()
                .filter(TestIdentifier::isTest)
                .count();
        return (int) Math.max(1, tests); // dynamic tests are not known before they run
    }

    private static boolean isEngineTest(TestIdentifier test) {
        return test.getTags().contains(TestTag.create(EngineTest.TAG));
    }
}
