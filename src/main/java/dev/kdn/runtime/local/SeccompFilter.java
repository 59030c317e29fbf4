/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Which system calls programs in a sandbox cannot make: a program of the kernel's packet filter, put together by hand.
///
/// What is refused reaches beyond the sandbox (keyrings, the keyboard of a terminal, other programs' memory) or is a
/// large part of the kernel that development tools do not need. A new user namespace would give back what the sandbox
/// took.
final class SeccompFilter {
    // <linux/bpf_common.h>: what an instruction does
    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    // <linux/seccomp.h>: what comes of a call, and where its parts are
    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int FAIL = 0x00050000;
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541c;
    private static final int CLONE_NEWUSER = 0x10000000;
    private static final int AF_VSOCK = 40;
    // Numbers of the x32 programs of an x86_64 machine have this bit.
    private static final int X32 = 0x40000000;

    private final Machine machine;
    private final List<int[]> instructions = new ArrayList<>();

    private SeccompFilter(Machine machine) {
        this.machine = machine;
    }

    // Each with its number on x86_64 and on arm64, `<asm/unistd.h>`.
    private static final String REFUSED = """
        ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271, process_madvise 440 440, kcmp 312 272
        pidfd_getfd 438 438, add_key 248 217, request_key 249 218, keyctl 250 219
        bpf 321 280, userfaultfd 323 282, perf_event_open 298 241
        mount 165 40, umount2 166 39, pivot_root 155 41, chroot 161 51, setns 308 268
        open_tree 428 428, move_mount 429 429, fsopen 430 430, fsconfig 431 431, fsmount 432 432, fspick 433 433
        mount_setattr 442 442, open_tree_attr 467 467
        kexec_load 246 104, kexec_file_load 320 294, reboot 169 142
        init_module 175 105, finit_module 313 273, delete_module 176 106
        swapon 167 224, swapoff 168 225, acct 163 89, syslog 103 116, quotactl 179 60, quotactl_fd 443 443
        nfsservctl 180 42, name_to_handle_at 303 264, open_by_handle_at 304 265, fanotify_init 300 262
        settimeofday 164 170, clock_settime 227 112, adjtimex 159 171, clock_adjtime 305 266
        lookup_dcookie 212 18, vhangup 153 58, iopl 172 -, ioperm 173 -, modify_ldt 154 -, uselib 134 -
        """;
    // Programs do without them where the kernel is too old: clone3, whose arguments a filter cannot see, and io_uring.
    private static final String UNKNOWN =
            "clone3 435 435, io_uring_setup 425 425, io_uring_enter 426 426, io_uring_register 427 427";

    /// One kind of machine, `<linux/audit.h>`.
    ///
    /// @param column where its numbers are
    record Machine(int architecture, int column, int ioctl, int socket, int newProcess, int unshare) {
        static final Machine X86_64 = new Machine(0xc000003e, 1, 16, 41, 56, 272);
        static final Machine AARCH64 = new Machine(0xc00000b7, 2, 29, 198, 220, 97);

        List<Integer> numbers(String calls) {
            List<Integer> numbers = new ArrayList<>();
            for (String call : calls.strip().split("[,\n]\\s*", -1)) {
                String number = call.split(" ", -1)[column];
                if (!number.equals("-")) {
                    numbers.add(Integer.valueOf(number));
                }
            }
            return numbers;
        }
    }

    /// The filter as the kernel reads it.
    static byte[] of(Machine machine) {
        SeccompFilter filter = new SeccompFilter(machine);
        filter.write();
        return filter.bytes();
    }

    private void write() {
        add(LOAD, 0, 0, ARCHITECTURE);
        add(JUMP_EQUAL, 1, 0, machine.architecture);
        add(RETURN, 0, 0, KILL);
        add(LOAD, 0, 0, NUMBER);
        add(JUMP_AT_LEAST, 0, 1, X32);
        add(RETURN, 0, 0, FAIL | ENOSYS);
        for (int number : machine.numbers(REFUSED)) {
            refuse(number, EPERM);
        }
        for (int number : machine.numbers(UNKNOWN)) {
            refuse(number, ENOSYS);
        }
        refuseValues(machine.ioctl, SECOND_ARGUMENT, JUMP_EQUAL, TIOCSTI, TIOCLINUX);
        refuseValues(machine.socket, FIRST_ARGUMENT, JUMP_EQUAL, AF_VSOCK);
        refuseValues(machine.newProcess, FIRST_ARGUMENT, JUMP_ANY_BIT, CLONE_NEWUSER);
        refuseValues(machine.unshare, FIRST_ARGUMENT, JUMP_ANY_BIT, CLONE_NEWUSER);
        add(RETURN, 0, 0, ALLOW);
    }

    private void refuse(int number, int error) {
        add(JUMP_EQUAL, 0, 1, number);
        add(RETURN, 0, 0, FAIL | error);
    }

    /// The kernel takes these arguments as 32 bits wide, so the upper half says nothing.
    private void refuseValues(int number, int argument, int test, int... values) {
        add(JUMP_EQUAL, 0, 2 * values.length + 2, number);
        add(LOAD, 0, 0, argument);
        for (int value : values) {
            add(test, 0, 1, value);
            add(RETURN, 0, 0, FAIL | EPERM);
        }
        add(RETURN, 0, 0, ALLOW);
    }

    private void add(int code, int whenTrue, int whenFalse, int value) {
        instructions.add(new int[] {code, whenTrue, whenFalse, value});
    }

    private byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int[] instruction : instructions) {
            ByteBuffer one = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
            one.putShort((short) instruction[0]);
            one.put((byte) instruction[1]).put((byte) instruction[2]).putInt(instruction[3]);
            all.writeBytes(one.array());
        }
        return all.toByteArray();
    }
}
