/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.error.UnavailableException;
import dev.kdn.process.Cancellation;
import dev.kdn.process.Posix;
import dev.kdn.process.TerminalDevice;
import java.util.LinkedHashMap;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// The user's terminal while every key, Ctrl-C too, is a byte for somebody else. It gets its own settings back when
/// this
/// is closed, before a signal ends the process, and while the process is suspended.
final class RawTerminal implements AutoCloseable {
    private static final Signal RESIZED = new Signal("WINCH");
    private static final Signal SUSPEND = new Signal("TSTP");
    private static final Signal CONTINUED = new Signal("CONT");
    private static final long STOPPED_MILLIS = 100;

    private final TerminalDevice device;
    private final Cancellation cancellation;
    private final Runnable resized;
    private final byte[] found;
    private final byte[] raw;
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
    private boolean changed;
    private boolean closed;

    private RawTerminal(TerminalDevice device, Cancellation cancellation, Runnable resized) {
        this.device = device;
        this.cancellation = cancellation;
        this.resized = resized;
        this.found = device.settings();
        this.raw = TerminalDevice.raw(found);
    }

    /// Changes the terminal.
    ///
    /// @param resized called when the terminal may have another size, by any thread; must not take long
    /// @throws UnavailableException if there is no terminal, or it cannot be changed
    static RawTerminal enter(TerminalDevice device, Cancellation cancellation, Runnable resized) {
        RawTerminal terminal = new RawTerminal(device, cancellation, resized);
        try {
            cancellation.lastly(terminal::restore);
            terminal.watch();
            terminal.begin();
            return terminal;
        } catch (Throwable e) {
            terminal.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        restore();
        before.forEach(Signal::handle);
        cancellation.lastly(() -> {});
    }

    private synchronized void begin() {
        changed = true;
        if (!device.apply(raw)) {
            throw new UnavailableException("cannot switch the terminal to passing on every key");
        }
    }

    private void watch() {
        handle(RESIZED, _ -> resized.run());
        handle(CONTINUED, _ -> resume());
        handle(SUSPEND, _ -> suspend());
    }

    private void handle(Signal signal, SignalHandler handler) {
        try {
            SignalHandler old = Signal.handle(signal, handler);
            if (SignalHandler.SIG_IGN.equals(old) && !signal.equals(RESIZED)) {
                Signal.handle(signal, old); // kdn was started to ignore it
            } else {
                before.putIfAbsent(signal, old);
            }
        } catch (IllegalArgumentException takenByTheJvm) {
            // The JVM was started with -Xrs: the system's own handling stays.
        }
    }

    /// A terminal that belongs to another job now has the settings of that job; its shell sees to it.
    private synchronized void restore() {
        if (changed && !device.isElsewhere()) {
            changed = !device.apply(found);
        }
    }

    private void resume() {
        synchronized (this) {
            if (!closed && !device.isElsewhere()) {
                changed = true;
                boolean ignored = device.apply(raw); // else the terminal is gone, and reading tells
            }
        }
        resized.run();
    }

    /// The terminal's own key for this is a byte now, so the signal comes from somewhere else.
    private void suspend() {
        restore();
        Signal.handle(SUSPEND, SignalHandler.SIG_DFL);
        Posix.suspend();
        try {
            // The system stops one thread after the other; this one does not get further than here. Where no shell is
            // in charge, it ignores the wish.
            Thread.sleep(STOPPED_MILLIS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (!closed) {
                Signal.handle(SUSPEND, _ -> suspend());
            }
        }
        resume();
    }
}
