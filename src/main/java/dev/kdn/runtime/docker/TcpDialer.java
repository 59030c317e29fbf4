/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Connects to a port.
record TcpDialer(EngineAddress.Tcp address) implements Dialer {
    @Override
    public Wire dial(Call call) throws IOException {
        return SocketWire.over(connect(call));
    }

    /// To the first of the host's addresses that answers.
    SocketChannel connect(Call call) throws IOException {
        IOException last = new UnknownHostException(address.host());
        for (InetAddress host : addresses(call)) {
            SocketChannel channel = call.hold(SocketChannel.open());
            try {
                channel.connect(new InetSocketAddress(host, address.port()));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                return channel;
            } catch (ClosedChannelException ended) {
                throw ended;
            } catch (IOException e) {
                channel.close();
                last = e;
            }
        }
        throw new DialFailure(String.valueOf(last.getMessage()), last);
    }

    /// The system looks names up, and neither an interrupt nor a limit ends that: it is left to itself then.
    private InetAddress[] addresses(Call call) throws IOException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(address.host()));
        call.hold(() -> lookup.cancel(true));
        Thread.ofPlatform().daemon().name("docker-host").start(lookup);
        try {
            return lookup.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while looking for " + address.host());
        } catch (java.util.concurrent.CancellationException e) {
            throw new IOException("the call was ended", e);
        } catch (ExecutionException e) {
            throw new DialFailure("unknown host: " + address.host(), e);
        }
    }

    @Override
    public String host() {
        return address.toString().substring("tcp://".length());
    }
}
