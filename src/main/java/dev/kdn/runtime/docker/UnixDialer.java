/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Connects to a socket in the file system.
record UnixDialer(Path file) implements Dialer {
    @Override
    public Wire dial(Call call) throws IOException {
        SocketChannel channel = call.hold(SocketChannel.open(StandardProtocolFamily.UNIX));
        try {
            channel.connect(UnixDomainSocketAddress.of(file));
        } catch (ClosedChannelException ended) {
            throw ended;
        } catch (IOException e) {
            throw new DialFailure(reason(e), e);
        }
        return SocketWire.over(channel);
    }

    /// By the facts; Java's exceptions differ in their texts only.
    private String reason(IOException failure) {
        if (!Files.exists(file)) {
            return "there is no such socket";
        }
        if (!Files.isWritable(file)) {
            return "permission denied";
        }
        return Files.isRegularFile(file) || Files.isDirectory(file)
                ? "this is no socket"
                : String.valueOf(failure.getMessage());
    }

    @Override
    public String host() {
        return "docker";
    }

    /// Opens a first socket, for which the JVM asks its security providers for random numbers.
    static void getReady() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException none) {
            return; // whoever needs one says so
        }
    }
}
