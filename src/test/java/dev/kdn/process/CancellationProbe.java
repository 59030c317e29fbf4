/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.CancelledException;
import java.time.Duration;
import java.util.List;

/// A tiny kdn for [CancellationTest]: runs a program until a signal comes, undoes, and exits.
final class CancellationProbe {
    private CancellationProbe() {}

    static void main(String[] args) {
        Cancellation cancellation = new Cancellation(Duration.ofMillis(Long.parseLong(args[1])));
        cancellation.install(Thread.currentThread());
        CommandRunner runner = new ProcessRunner(System.getenv(), cancellation, new ChildJournal());
        Command command = Command.of(List.of("sh", "-c", args[2]), Duration.ofMinutes(2));
        int code = 70;
        try {
            code = switch (args[0]) {
                case "attach" -> runner.attach(command);
                case "question" -> {
                    System.out.println("asked");
                    awaitSignal(cancellation);
                    yield cancellation.endingAtOnce(() -> System.out.println("ended"), CancellationProbe::readForEver);
                }
                case "read" ->
                    cancellation.endingAtOnce(() -> System.out.println("ended"), CancellationProbe::readForEver);
                default -> runner.run(command, System.out::println).exitCode();
            };
        } catch (CancelledException e) {
            System.out.println("cancelled");
            if (args[0].equals("stuck")) {
                undoForEver();
            }
            code = 128 + cancellation.signal().orElse(0);
        }
        System.exit(code);
    }

    /// What comes between a question and the reading of its answer.
    private static void awaitSignal(Cancellation cancellation) {
        while (cancellation.signal().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static int readForEver() {
        System.out.println("reading");
        try {
            return System.in.read();
        } catch (java.io.IOException e) {
            return 70;
        }
    }

    private static void undoForEver() {
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
            boolean ignored = Thread.interrupted();
        }
    }
}
