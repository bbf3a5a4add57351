package dev.assay.recording;

/** What one observer recorded while the requests of a test were measured. */
public sealed interface SideRecord
        permits BackgroundRecord,
                ClientRecord,
                GpuRecord,
                MergedRecord,
                ServerRecord,
                ServerLogRecord,
                ServerDeath,
                ShardRecord {}
