import '../../../ingestion/src/hidden';
