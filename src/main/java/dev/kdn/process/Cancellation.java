/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// What Ctrl-C, SIGTERM and SIGHUP do: the first one interrupts the main thread, which undoes its work and exits with
/// 128 + n; five seconds later, or at the third signal, the process ends whatever it is doing.
///
/// A signal that kdn was started to ignore (`nohup`) stays ignored: the JVM sees to that.
public final class Cancellation {
    private static final Duration UNDO_LIMIT = Duration.ofSeconds(5);

    private final Duration undoLimit;
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger attached = new AtomicInteger();
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicReference<Runnable> beforeTheEnd = new AtomicReference<>(() -> {});
    private final AtomicReference<IntPredicate> offered = new AtomicReference<>(Cancellation::untaken);
    private final AtomicReference<Runnable> last = new AtomicReference<>(() -> {});

    public Cancellation() {
        this(UNDO_LIMIT);
    }

    Cancellation(Duration undoLimit) {
        this.undoLimit = undoLimit;
    }

    /// Takes over the signals for the rest of the process.
    ///
    /// @param main the thread to interrupt
    public void install(Thread main) {
        SignalHandler handler = signal -> receive(signal.getNumber(), main);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                Signal.handle(new Signal(name), handler);
            } catch (IllegalArgumentException takenByTheJvm) {
                // The JVM was started with -Xrs: the system's own handling stays.
            }
        }
    }

    /// The signal that cancelled this process, if one did; the exit code is then 128 more.
    public OptionalInt signal() {
        int number = first.get();
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /// Runs `work` while Ctrl-C is meant for a program in the foreground and not for kdn.
    public <T> T leavingCtrlCToChild(Supplier<T> work) {
        return counting(attached, work);
    }

    /// Runs `work` while signals are offered to somebody first, who may take them.
    ///
    /// @param taker told the number of a signal; whether it takes it. Must not wait for anything
    public <T> T offering(IntPredicate taker, Supplier<T> work) {
        offered.set(taker);
        try {
            return work.get();
        } finally {
            offered.set(Cancellation::untaken);
        }
    }

    /// Runs `work`, typically the reading of an answer, which no interrupt can reach, so that a signal ends the process
    /// at once. To be used only while there is nothing to undo.
    ///
    /// @param last done before the process ends so
    public <T> T endingAtOnce(Runnable last, Supplier<T> work) {
        beforeTheEnd.set(last);
        return counting(reading, () -> {
            if (received.get() > 0) { // since the question was written
                last.run();
                halt();
            }
            return work.get();
        });
    }

    /// From now on `work`, in place of what was given before, is done when the process is ended without any clean-up.
    ///
    /// @param work must not wait for anything
    public void lastly(Runnable work) {
        last.set(work);
    }

    private static boolean untaken(int number) {
        return false;
    }

    private static <T> T counting(AtomicInteger counter, Supplier<T> work) {
        counter.incrementAndGet();
        try {
            return work.get();
        } finally {
            counter.decrementAndGet();
        }
    }

    void receive(int number, Thread main) {
        if (number == Posix.SIGINT && attached.get() > 0) {
            return;
        }
        if (received.get() == 0 && offered.get().test(number)) {
            return;
        }
        first.compareAndSet(0, number);
        int count = received.incrementAndGet();
        if (reading.get() > 0) {
            beforeTheEnd.get().run();
            halt();
        } else if (count > 2) {
            halt();
        } else if (count == 1) {
            Thread.ofPlatform().daemon().name("kdn-watchdog").start(this::haltAfterLimit);
            main.interrupt();
        }
    }

    private void haltAfterLimit() {
        try {
            Thread.sleep(undoLimit);
        } catch (InterruptedException nobodyDoes) {
            // Then it is time already.
        }
        halt();
    }

    /// Ends the process without any clean-up but for its terminal and its children.
    private void halt() {
        try {
            last.get().run();
        } finally {
            haltWithChildren();
        }
    }

    private void haltWithChildren() {
        try {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            Runtime.getRuntime().halt(128 + first.get());
        }
    }
}
