/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import dev.kdn.activity.Place;
import dev.kdn.activity.Places;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.OutputException;
import dev.kdn.error.UnavailableException;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.storage.OutsideFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Copies files and folders into workspaces that run, and out of them. What is copied appears in its place as a whole,
/// or not at all.
public final class Copies {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration END_OF_WRITER = Duration.ofSeconds(30);
    private static final Duration END_OF_READER = Duration.ofMinutes(10); // it has everything to put in its place
    private static final Duration REASON = Duration.ofSeconds(3);
    private static final int NO_PROGRAM = 127;

    private final Places places;
    private final InputStream in;
    private final OutputStream out;
    private final Consumer<String> warnings;
    private final OutsideFolders stagings;

    /// @param in where archives are read from
    /// @param out where archives are written to
    /// @param stagings what is written on this machine, before it gets its place
    /// @param warnings told of what cannot be copied
    public Copies(Places places, InputStream in, OutputStream out, OutsideFolders stagings, Consumer<String> warnings) {
        this.stagings = stagings;
        this.places = places;
        this.in = in;
        this.out = out;
        this.warnings = warnings;
    }

    /// Copies from one place to the other, of which one is in a workspace.
    ///
    /// @throws InvalidInputException if none is, or both are
    /// @throws UnavailableException if the workspace does not run
    /// @throws NotFoundException if there is no such file, or no folder to copy into
    /// @throws ConflictException if something is in the way at the destination
    /// @throws dev.kdn.error.TimedOutException if `tar` inside has stopped to send, or to take, anything
    public void copy(CopyPlace from, CopyPlace to) {
        if (from instanceof CopyPlace.Inside source && to instanceof CopyPlace.Host target) {
            toHost(source, target);
        } else if (from instanceof CopyPlace.Inside source && to instanceof CopyPlace.Archive) {
            toArchive(source);
        } else if (from instanceof CopyPlace.Host source && to instanceof CopyPlace.Inside target) {
            fromHost(source, target);
        } else if (from instanceof CopyPlace.Archive && to instanceof CopyPlace.Inside target) {
            fromArchive(target);
        } else if (from instanceof CopyPlace.Inside) {
            throw new InvalidInputException(
                    "both sides are in workspaces",
                    "copy by way of an archive: kdn cp ONE:PATH - | kdn cp - OTHER:PATH");
        } else {
            throw new InvalidInputException(
                    "no side is in a workspace", "write it as NAME:PATH, as in 'kdn cp shop:/tmp/report.txt .'");
        }
    }

    private void toHost(CopyPlace.Inside source, CopyPlace.Host target) {
        Place place = places.alreadyRunning(source.workspace());
        try (TarConnection tar =
                        TarConnection.from(place.programs(), request(place, CopyScripts.out(source.words())), SILENCE);
                Placement placement = Placement.of(target, source.words().name(), stagings)) {
            ArchiveReader archive = new ArchiveReader(tar.input(), "workspace " + name(place));
            List<Unpacking.FolderLook> looks;
            try {
                looks = new Unpacking(archive, source.words().name(), placement.root(), warnings).run();
            } catch (ClosedByInterruptException e) {
                throw TarConnection.cancelled(e);
            } catch (IOException damaged) {
                check(tar.end(REASON), place);
                throw new EngineException(
                        "the archive from workspace " + name(place) + " is damaged: " + damaged.getMessage(),
                        null,
                        damaged);
            }
            check(tar.end(END_OF_WRITER), place);
            placement.place(looks);
        }
    }

    private void toArchive(CopyPlace.Inside source) {
        Place place = places.alreadyRunning(source.workspace());
        try (TarConnection tar =
                TarConnection.from(place.programs(), request(place, CopyScripts.out(source.words())), SILENCE)) {
            InputStream archive = tar.input();
            byte[] buffer = new byte[64 << 10];
            for (int count = archive.read(buffer); count >= 0; count = archive.read(buffer)) {
                if (!write(buffer, count)) {
                    return;
                }
            }
            check(tar.end(END_OF_WRITER), place);
        } catch (ClosedByInterruptException e) {
            throw TarConnection.cancelled(e);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// @return false if the reader has gone
    private boolean write(byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
            out.flush();
            return true;
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            // Every translation of EPIPE in glibc keeps "pipe".
            if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
                return false;
            }
            throw new OutputException("cannot write to standard output: " + reason, null, e);
        }
    }

    private void fromHost(CopyPlace.Host source, CopyPlace.Inside target) {
        if (!Files.exists(source.path(), LinkOption.NOFOLLOW_LINKS)) {
            throw new NotFoundException("not found: " + source.words().text());
        }
        boolean folder = source.words().slash() || Files.isDirectory(source.path(), LinkOption.NOFOLLOW_LINKS);
        if (folder && !Files.isDirectory(source.path())) {
            throw new NotFoundException("not a folder: " + source.words().text());
        }
        send(target, CopyScripts.in(target.words(), source.words().name(), folder, false), archive -> {
            var path = source.words().slash() ? source.path().toRealPath() : source.path();
            new Packing(archive, warnings).add(path, CopyScripts.CONTENT);
        });
    }

    /// Nothing can interrupt a read of standard input itself.
    private InputStream interruptible() throws IOException {
        Pipe pipe = Pipe.open();
        Thread _ = Thread.ofPlatform().daemon().name("kdn-stdin").start(() -> {
            try (OutputStream sink = Channels.newOutputStream(pipe.sink())) {
                in.transferTo(sink);
            } catch (IOException nobodyReads) {
                // Whoever reads has left, or finds the archive cut off.
            }
        });
        return Channels.newInputStream(pipe.source());
    }

    private void fromArchive(CopyPlace.Inside target) {
        send(
                target,
                CopyScripts.in(target.words(), ".", true, true),
                archive ->
                        new Repacking(new ArchiveReader(interruptible(), "standard input"), archive, warnings).run());
    }

    /// Writes an archive.
    private interface Writer {
        void write(ArchiveWriter archive) throws IOException;
    }

    private void send(CopyPlace.Inside target, List<String> script, Writer writer) {
        Place place = places.alreadyRunning(target.workspace());
        try (TarConnection tar = TarConnection.to(place.programs(), request(place, script), SILENCE)) {
            if (!tar.isReady(READY)) {
                check(tar.end(REASON), place);
                throw new EngineException("the workspace " + name(place) + " takes no files");
            }
            try {
                ArchiveWriter archive = new ArchiveWriter(tar.output());
                writer.write(archive);
                archive.complete();
            } catch (ClosedByInterruptException e) {
                throw TarConnection.cancelled(e);
            } catch (IOException takesNoMore) {
                check(tar.end(REASON), place);
                throw broken(takesNoMore);
            }
            check(tar.end(END_OF_READER), place);
        }
    }

    private static ProgramRequest request(Place place, List<String> argv) {
        return ProgramRequest.of(place.id(), argv);
    }

    private static EngineException broken(IOException e) {
        return new EngineException("the connection to the workspace broke: " + e.getMessage(), null, e);
    }

    private static String name(Place place) {
        return place.instance().name();
    }

    private static void check(ProgramEnd end, Place place) {
        if (!end.succeeded()) {
            throw failure(end, place);
        }
    }

    private static KdnException failure(ProgramEnd end, Place place) {
        String what = end.complaint().startsWith("./") ? end.complaint().substring(2) : end.complaint();
        return switch (end.code()) {
            case CopyScripts.NOT_FOUND -> new NotFoundException("not found: " + name(place) + ":" + what);
            case CopyScripts.IN_THE_WAY ->
                new ConflictException(
                        "cannot copy, " + what + " in workspace " + name(place),
                        "move it away, or copy to another name");
            case CopyScripts.NO_TAR, NO_PROGRAM ->
                new UnavailableException(
                        "there is no tar in workspace " + name(place),
                        "put the package tar into its image, and 'kdn recreate " + name(place) + "'");
            case CopyScripts.CUT_OFF -> new EngineException("the archive for " + name(place) + " was cut off");
            default ->
                new EngineException("cannot copy, as workspace " + name(place) + " says: "
                        + (what.isEmpty() ? "exit code " + end.code() : what));
        };
    }
}
