-- Every row of every file was loaded, rejected or unchanged.
SELECT source_file_id, file_name, rows_read, rows_loaded, rows_rejected, rows_unchanged
FROM source_file
WHERE rows_read <> rows_loaded + rows_rejected + rows_unchanged
ORDER BY source_file_id;
