import { Module } from '@nestjs/common';
import { ConfigCommand } from './config.command';
import { DatabaseCheck } from './database-check';
import { DatabaseCommand } from './database.command';
import { DoctorCommand } from './doctor.command';

/** The verbs of the service itself: config, db, doctor. */
@Module({ providers: [ConfigCommand, DatabaseCheck, DatabaseCommand, DoctorCommand] })
export class PlatformCliModule {}
