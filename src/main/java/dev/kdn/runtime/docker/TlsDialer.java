/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Connects to a port and speaks TLS there.
record TlsDialer(EngineAddress.Tcp address, TlsFiles files) implements Dialer {
    @Override
    public Wire dial(Call call) throws IOException {
        TlsContext context = TlsContext.of(files);
        // Over a channel, since an interrupt ends waits on channels only.
        SocketChannel channel = new TcpDialer(address).connect(call);
        SSLSocket socket =
                (SSLSocket) context.sockets().createSocket(channel.socket(), address.host(), address.port(), true);
        if (files.verify()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            throw channel.isOpen() ? new DialFailure("no TLS with it: " + reason(e), e) : e;
        }
        return new TlsWire(socket, socket.getInputStream(), socket.getOutputStream());
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public String host() {
        return new TcpDialer(address).host();
    }

    /// TLS over a channel, which alone is closed: closing a TLS socket could wait for the engine.
    private record TlsWire(Socket socket, InputStream input, OutputStream output) implements Wire {
        @Override
        public void endOutput() throws IOException {
            socket.shutdownOutput();
        }
    }
}
