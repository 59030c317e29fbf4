/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.kdn.storage.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The engine as docker-java's client, found and connected to with the first call. Whatever fails is of kdn's
/// exceptions
/// and names the engine: [dev.kdn.error.UnavailableException] if nobody answers, [dev.kdn.error.NotFoundException] for
/// its 404, [dev.kdn.error.ConflictException] for its 409, [dev.kdn.error.EngineException] for what else it refuses,
/// [dev.kdn.error.TimedOutException], and [dev.kdn.error.CancelledException] after an interrupt of the calling thread,
/// which ends any wait.
final class DockerConnection {
    private static final Patience REQUEST = Patience.whole(Duration.ofMinutes(1));
    private static final int MAX_ANSWER = 64 << 10;

    private final Supplier<DockerEndpoint> finder;
    private final Map<String, String> environment;
    private @Nullable DockerEndpoint endpoint;
    private final Object configLock = new Object();
    private @Nullable PlainConfig config;

    /// Looks nothing up yet.
    ///
    /// @param finder asked once, see [DockerEndpoint#find(Map, java.nio.file.Path)]
    /// @param environment what kdn was started with, for ssh
    DockerConnection(Supplier<DockerEndpoint> finder, Map<String, String> environment) {
        this.finder = finder;
        this.environment = environment;
    }

    /// What asks docker-java; whatever it leaves open is closed when it returns, streams of answers too.
    interface Question<T> {
        T ask(DockerClient client) throws IOException;
    }

    /// The engine's place.
    ///
    /// @throws dev.kdn.error.ConfigurationException if what names it cannot be used
    synchronized DockerEndpoint endpoint() {
        DockerEndpoint known = endpoint;
        if (known == null) {
            known = finder.get();
            endpoint = known;
        }
        return known;
    }

    /// As [#ask(String, Patience, Question)], for a minute at most.
    <T> T ask(String what, Question<T> question) {
        return ask(what, REQUEST, question);
    }

    /// Asks for answers that are used before this returns.
    ///
    /// @param what is to be done, for messages, such as `start the container`
    <T> T ask(String what, Patience patience, Question<T> question) {
        refuseWhenInterrupted(what);
        try (WireHttpClient http = http(patience)) {
            return question.ask(client(http));
        } catch (IOException e) {
            throw troubles().of(what, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw troubles().of(what, e);
        }
    }

    /// Has one of docker-java's commands with a callback executed, and waits for its end.
    ///
    /// @param begin executes the command with that callback
    /// @param each gets what comes, from another thread, one at a time; what it throws ends the command
    <T> void stream(
            String what, Patience patience, BiConsumer<DockerClient, ResultCallback<T>> begin, Consumer<T> each) {
        refuseWhenInterrupted(what);
        StreamCallback<T> callback = new StreamCallback<>(each);
        Throwable failure;
        try (WireHttpClient http = http(patience)) {
            begin.accept(client(http), callback);
            failure = callback.await();
        } catch (InterruptedException e) {
            throw DockerTroubles.cancelled(what);
        } catch (RuntimeException e) {
            throw troubles().of(what, e);
        }
        if (failure != null) {
            throw troubles().of(what, failure instanceof RuntimeException known ? known : wrapped(failure));
        }
    }

    /// Makes sense of an answer's body.
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    /// Sends a request that docker-java has not, or is slow to prepare.
    <T> T read(String what, Patience patience, Request request, Reader<T> reader) {
        refuseWhenInterrupted(what);
        try (WireHttpClient http = http(patience)) {
            WireResponse response = http.exchange(request).response();
            if (!response.succeeded()) {
                byte[] answer = response.body().readNBytes(MAX_ANSWER);
                throw troubles().refused(what, response.getStatusCode(), new String(answer, StandardCharsets.UTF_8));
            }
            return reader.read(response.body());
        } catch (IOException e) {
            throw troubles().of(what, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw troubles().of(what, e);
        }
    }

    /// What the engine knows of an object, waited for a minute at most.
    ///
    /// @param what it is, for messages, such as `image alpine`
    /// @param kind in the words of the Engine API: `containers`, `images`
    JsonValues look(String what, String kind, String name) {
        return look(what, REQUEST.limit(), kind, name);
    }

    /// As [#look(String, String, String)], within that limit.
    JsonValues look(String what, Duration limit, String kind, String name) {
        String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        // In these an engine looks for the parts of an image's name.
        String readable = path.replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
        return look("look at " + what, limit, "/" + kind + "/" + readable + "/json");
    }

    /// The engine's answer to a question without parameters.
    JsonValues look(String what, Duration limit, String path) {
        Request request =
                Request.builder().method(Request.Method.GET).path(path).build();
        return read(what, Patience.whole(limit), request, JsonValues::ofObject);
    }

    /// Prepares a program inside.
    ///
    /// @return the engine's id of it
    String prepare(String what, ExecRequest request) {
        try {
            return read(
                    what,
                    REQUEST,
                    request.request(),
                    body -> JsonValues.ofObject(body).get("/Id"));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in writing to memory
        }
    }

    /// Starts a program that was prepared, attached to what was asked for then.
    ///
    /// @param tty whether it was prepared with a terminal
    /// @param patience for the start and, unless it spans the beginning only, for what the program prints
    /// @return to be closed
    ExecStream exec(String what, String execId, boolean tty, Patience patience) {
        refuseWhenInterrupted(what);
        return ExecStream.start(http(patience), new ExecStream.Program(what, execId, tty), troubles());
    }

    private WireHttpClient http(Patience patience) {
        return new WireHttpClient(endpoint().dialer(environment), patience);
    }

    private DockerClient client(WireHttpClient http) {
        return DockerClientImpl.getInstance(config(), http);
    }

    /// Gets docker-java ready to make something, beside what else is done: that takes it longer than the engine to
    /// answer a question.
    void warmUp() {
        try {
            Thread.ofPlatform().daemon().name("docker-java").start(this::learn);
        } catch (OutOfMemoryError noThread) {
            return; // then it learns when it has to
        }
    }

    private void learn() {
        try {
            config().learnToMake();
        } catch (RuntimeException | LinkageError failure) {
            return; // whoever needs it fails in the same way, and says so
        }
    }

    /// Not under the lock of the endpoint, which is needed for questions meanwhile.
    private PlainConfig config() {
        synchronized (configLock) {
            PlainConfig known = config;
            if (known == null) {
                known = PlainConfig.create();
                config = known;
            }
            return known;
        }
    }

    private DockerTroubles troubles() {
        return new DockerTroubles(endpoint());
    }

    private static RuntimeException wrapped(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure);
    }

    private static void refuseWhenInterrupted(String what) {
        if (Thread.interrupted()) {
            throw DockerTroubles.cancelled(what);
        }
    }
}
